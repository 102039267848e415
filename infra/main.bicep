// StudyBot on Azure: one command, one resource group. README.md tells what it costs and how to look after it.
targetScope = 'subscription'

@description('The resource group that everything goes into; made where there is none.')
param resourceGroupName string = 'studybot'

@description('Where the resources are.')
param location string = deployment().location

@description('The container image, as in ghcr.io/you/studybot:0.1.0.')
param image string

@description('A container registry in Azure that the image is pulled from by the app\'s identity, as in you.azurecr.io; empty: the image is public.')
param registry string = ''

@description('How Slack is connected: not at all, over a socket, over HTTP, or over HTTP for every workspace that installs it.')
@allowed(['off', 'socket', 'http', 'install'])
param slack string = 'off'

@secure()
@description('What Slack gave you, by the names of the settings: BotToken, AppToken, SigningSecret, ClientId, ClientSecret, TokenKey. They go into the key vault; one that is left empty stays there as it was.')
param slackSecrets object = {}

@description('Ids of the Microsoft Entra tenants that may use the bot in Teams; none named: this one alone.')
param allowedTenants string[] = []

@description('The bot keeps ticking, so at least one instance runs at all times; more are added while many requests come at once.')
@minValue(1)
@maxValue(25)
param maxReplicas int = 2

@description('Into how many parts the index of what is due is split; more than one pays off with thousands of cohorts on several instances.')
@minValue(1)
@maxValue(64)
param shards int = 1

@description('Metrics, with alerts on them and a workbook. They need a collector beside every instance, which doubles its size; traces and logs come without.')
param metrics bool = false

@description('Who is told when an alert goes off; empty: nobody.')
param alertEmail string = ''

@description('How much the logs may hold a day, in GB as a decimal number; what goes beyond is dropped until the next day.')
param logsDailyGb string = '0.15'

@description('A PostgreSQL server for the schedule, so that the minute\'s tick runs once for all instances. Without it they stay correct by their claims, and each of them ticks.')
param postgres bool = false

@secure()
@description('The administrator\'s password of that server.')
param postgresPassword string = ''

@description('How the store is kept: in one building, or also in a second region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
}

module studybot 'studybot.bicep' = {
  name: 'studybot'
  scope: group
  params: {
    location: location
    image: image
    registry: registry
    slack: slack
    slackSecrets: slackSecrets
    allowedTenants: allowedTenants
    maxReplicas: maxReplicas
    shards: shards
    metrics: metrics
    alertEmail: alertEmail
    logsDailyGb: logsDailyGb
    postgres: postgres
    postgresPassword: postgresPassword
    storageSku: storageSku
  }
}

@description('Where Slack sends to: /slack/events, /slack/commands and /slack/interactions behind it.')
output address string = studybot.outputs.address

@description('The bot\'s id, for the Teams manifest.')
output botId string = studybot.outputs.botId

@description('Where the store is, for the command line\'s Storage:ServiceUri.')
output storageServiceUri string = studybot.outputs.storageServiceUri

// What main.bicep puts into the resource group. One identity does everything: it is the bot, it opens the store, it reads the secrets.

param location string
param image string
param registry string
param slack string

@secure()
param slackSecrets object
param allowedTenants string[]
param maxReplicas int
param shards int
param metrics bool
param alertEmail string
param logsDailyGb string
param postgres bool

@secure()
param postgresPassword string
param storageSku string

var unique = uniqueString(resourceGroup().id)
var vaultName = 'studybot-${unique}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'studybot'
  location: location
}

module store 'modules/store.bicep' = {
  params: {
    location: location
    name: 'studybot${unique}'
    sku: storageSku
    principalId: identity.properties.principalId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    location: location
    name: vaultName
    principalId: identity.properties.principalId
    slackSecrets: slackSecrets
  }
}

module database 'modules/postgres.bicep' = if (postgres) {
  params: {
    location: location
    name: 'studybot-${unique}'
    password: postgresPassword
    vaultName: vaultName
  }
  dependsOn: [vault]
}

module logs 'modules/logs.bicep' = {
  params: {
    location: location
    dailyGb: logsDailyGb
  }
}

module app 'modules/app.bicep' = {
  params: {
    location: location
    image: image
    registry: registry
    identityName: identity.name
    workspaceId: logs.outputs.workspaceId
    insightsConnection: logs.outputs.insightsConnection
    storageServiceUri: store.outputs.serviceUri
    vaultUri: vault.outputs.uri
    slack: slack
    allowedTenants: allowedTenants
    maxReplicas: maxReplicas
    shards: shards
    metrics: metrics
    postgres: postgres
  }
  // The app reads its secrets as it starts.
  dependsOn: [database]
}

module bot 'modules/bot.bicep' = {
  params: {
    name: 'studybot-${unique}'
    address: app.outputs.address
    identityName: identity.name
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    workspaceId: logs.outputs.workspaceId
    metrics: metrics
    email: alertEmail
  }
}

output address string = app.outputs.address
output botId string = identity.properties.clientId
output storageServiceUri string = store.outputs.serviceUri

// The key vault: what Slack gave, read by the app through its identity. Microsoft's side needs no secret at all.

param location string

@minLength(3)
@maxLength(24)
param name string

@description('The identity that reads secrets.')
param principalId string

@secure()
@description('By the names of the settings under Slack; one that is empty or missing is left as it is.')
param slackSecrets object

var names = ['BotToken', 'AppToken', 'SigningSecret', 'ClientId', 'ClientSecret', 'TokenKey']

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
  }
}

resource secrets 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [
  for name in names: if (!empty(slackSecrets[?name] ?? '')) {
    parent: vault
    name: 'Slack-${name}'
    properties: {
      value: slackSecrets[?name]
    }
  }
]

@description('Key Vault Secrets User.')
resource reader 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '4633458b-17de-408a-b874-0445c86b69e6'
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, 'studybot', reader.id)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: reader.id
  }
}

output uri string = vault.properties.vaultUri

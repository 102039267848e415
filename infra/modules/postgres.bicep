// For the schedule alone, and only where instances should not all tick. What people did is never in here.

param location string
param name string

@secure()
param password string
param vaultName string

var administrator = 'studybot'
var databaseName = 'quartz'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard_B1ms'
    tier: 'Burstable'
  }
  properties: {
    version: '17'
    administratorLogin: administrator
    administratorLoginPassword: password
    storage: {
      storageSizeGB: 32
    }
    backup: {
      backupRetentionDays: 7
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: databaseName
}

@description('0.0.0.0 stands for what runs in Azure; the password and TLS keep the rest of it out.')
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: server
  name: 'azure'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource connection 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'Quartz-ConnectionString'
  properties: {
    value: 'Host=${server.properties.fullyQualifiedDomainName};Database=${databaseName};Username=${administrator};Password="${replace(password, '"', '""')}";SSL Mode=VerifyFull'
  }
  dependsOn: [database, fromAzure]
}

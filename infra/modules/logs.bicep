// Where logs, traces and metrics are kept, with a lid on what they may cost.

param location string

@description('A decimal number, in GB.')
param dailyGb string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: 'studybot'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
    workspaceCapping: {
      dailyQuotaGb: json(dailyGb)
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'studybot'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

output workspaceId string = workspace.id

@secure()
@description('Says where telemetry goes; whoever has it can send some, too.')
output insightsConnection string = insights.properties.ConnectionString

// The app: one container that never sleeps, more of them while many requests come at once.

param location string
param image string
param registry string
param identityName string
param workspaceId string

@secure()
param insightsConnection string
param storageServiceUri string
param vaultUri string

@allowed(['off', 'socket', 'http', 'install'])
param slack string
param allowedTenants string[]
param maxReplicas int
param shards int
param metrics bool

@description('Whether there is a server for the schedule.')
param postgres bool

var port = 8080

@description('The settings under Slack that each way of connecting needs.')
var slackNeeds = {
  off: []
  socket: ['BotToken', 'AppToken']
  http: ['BotToken', 'SigningSecret']
  install: ['SigningSecret', 'ClientId', 'ClientSecret', 'TokenKey']
}

var fromVault = concat(
  map(slackNeeds[slack], name => {
    setting: 'Slack__${name}'
    secret: 'Slack-${name}'
  }),
  postgres
    ? [
        {
          setting: 'Quartz__ConnectionString'
          secret: 'Quartz-ConnectionString'
        }
      ]
    : []
)

var settings = union(
  {
    Storage__Provider: 'AzureTables'
    Storage__ServiceUri: storageServiceUri
    // Which identity opens the store.
    AZURE_CLIENT_ID: identity.properties.clientId
    MicrosoftAppType: 'UserAssignedMSI'
    MicrosoftAppId: identity.properties.clientId
    MicrosoftAppTenantId: identity.properties.tenantId
    Teams__AllowedTenants: join(allowedTenants, ',')
    // It answers its own machine alone, and here there is nobody else on it.
    Local__Enabled: 'false'
    Scheduling__Shards: string(shards)
    // The part of the addresses that Container Apps keeps for itself, where its ingress is.
    Proxy__Trusted: '100.100.0.0/16'
    Logging__Console__FormatterName: 'json'
    // Azure Monitor adds up what it is sent.
    OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta'
    // Milliseconds. Each time is a row for each series, and rows are what logs cost.
    OTEL_METRIC_EXPORT_INTERVAL: '300000'
  },
  metrics
    ? {
        // The collector; without it, Container Apps names its own agent here.
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317'
      }
    : {},
  postgres
    ? {
        Quartz__Provider: 'Postgres'
      }
    : {}
)

var resources = {
  cpu: json('0.25')
  memory: '0.5Gi'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource environment 'Microsoft.App/managedEnvironments@2025-02-02-preview' = {
  name: 'studybot'
  location: location
  properties: {
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    // The agent of Container Apps costs nothing and hands traces to Application Insights. Metrics it would drop (README.md).
    appInsightsConfiguration: {
      connectionString: insightsConnection
    }
    openTelemetryConfiguration: {
      tracesConfiguration: {
        destinations: ['appInsights']
      }
    }
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'studybot'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
      }
      registries: empty(registry)
        ? []
        : [
            {
              server: registry
              identity: identity.id
            }
          ]
      secrets: [
        for entry in fromVault: {
          name: toLower(entry.secret)
          keyVaultUrl: '${vaultUri}secrets/${entry.secret}'
          identity: identity.id
        }
      ]
    }
    template: {
      // The host ends within 15 s of being told to, mostly at once.
      terminationGracePeriodSeconds: 30
      scale: {
        minReplicas: 1
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
      containers: concat(
        [
          {
            name: 'studybot'
            image: image
            resources: resources
            env: concat(
              map(items(settings), setting => {
                name: setting.key
                value: setting.value
              }),
              map(fromVault, entry => {
                name: entry.setting
                secretRef: toLower(entry.secret)
              })
            )
            probes: [
              {
                type: 'Startup'
                httpGet: {
                  path: '/health/live'
                  port: port
                }
                periodSeconds: 3
                failureThreshold: 20
              }
              {
                type: 'Liveness'
                httpGet: {
                  path: '/health/live'
                  port: port
                }
                periodSeconds: 30
                timeoutSeconds: 5
                failureThreshold: 3
              }
              {
                type: 'Readiness'
                httpGet: {
                  path: '/health/ready'
                  port: port
                }
                periodSeconds: 30
                timeoutSeconds: 10
                failureThreshold: 3
              }
            ]
          }
        ],
        metrics
          ? [
              {
                name: 'collector'
                image: 'docker.io/otel/opentelemetry-collector-contrib:0.156.0@sha256:125bdbeb7590cc1952c5b3430ecf14063568980c2c93d5b38676cc0446ed8108'
                resources: resources
                args: ['--config=env:COLLECTOR_CONFIG']
                env: [
                  {
                    name: 'COLLECTOR_CONFIG'
                    value: loadTextContent('../collector.yaml')
                  }
                  {
                    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
                    value: insightsConnection
                  }
                ]
              }
            ]
          : []
      )
    }
  }
}

output address string = 'https://${app.properties.configuration.ingress.fqdn}'

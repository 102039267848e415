// Alerts and the workbook over what docs/operating.md describes. The queries are in ../alerts.json.

param location string
param workspaceId string

@description('Whether there are metrics to watch.')
param metrics bool
param email string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'studybot'
  location: 'global'
  properties: {
    groupShortName: 'studybot'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in filter(loadJsonContent('../alerts.json'), rule => metrics || !rule.needsMetrics): {
    name: 'studybot-${rule.name}'
    location: location
    kind: 'LogAlert'
    properties: {
      displayName: 'StudyBot: ${rule.title}'
      description: rule.remedy
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.over
      autoMitigate: true
      // The tables are there once the first row has come.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: join(rule.query, '\n')
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [people.id]
      }
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = if (metrics) {
  name: guid(resourceGroup().id, 'workbook')
  location: location
  kind: 'shared'
  properties: {
    displayName: 'StudyBot'
    category: 'workbook'
    sourceId: toLower(workspaceId)
    version: 'Notebook/1.0'
    serializedData: string(loadJsonContent('../workbook.json'))
  }
}

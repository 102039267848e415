// The command's own values: what is secret comes from the environment, so that this file can be kept with the code.
using 'main.bicep'

// No default: whoever's image it were would run as the bot, with its store and its secrets.
param image = readEnvironmentVariable('STUDYBOT_IMAGE')
param registry = readEnvironmentVariable('STUDYBOT_REGISTRY', '')
param slack = readEnvironmentVariable('STUDYBOT_SLACK', 'off')
param slackSecrets = {
  BotToken: readEnvironmentVariable('SLACK_BOT_TOKEN', '')
  AppToken: readEnvironmentVariable('SLACK_APP_TOKEN', '')
  SigningSecret: readEnvironmentVariable('SLACK_SIGNING_SECRET', '')
  ClientId: readEnvironmentVariable('SLACK_CLIENT_ID', '')
  ClientSecret: readEnvironmentVariable('SLACK_CLIENT_SECRET', '')
  TokenKey: readEnvironmentVariable('SLACK_TOKEN_KEY', '')
}
param alertEmail = readEnvironmentVariable('STUDYBOT_ALERT_EMAIL', '')

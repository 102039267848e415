// What Microsoft's SDK says of each authorization beside an activity: accepted, or why not. Its metadata and keys come from here, as they would from Microsoft.
import { createServer } from "node:http";
import connector from "botframework-connector";

const { cloud, appId, password, metadata, keys, activity, headers } = JSON.parse(process.argv[2]);

const server = createServer((request, response) => {
  const found = request.url === "/metadata" ? { ...metadata, jwks_uri: `${address}/keys` } : keys;
  response.setHeader("content-type", "application/json").end(JSON.stringify(found));
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${server.address().port}`;

// The Emulator's keys are Entra's, so that Entra seems to publish the same ones.
const { AuthenticationConstants, GovernmentConstants, ChannelValidation, GovernmentChannelValidation } = connector;
for (const constants of [AuthenticationConstants, GovernmentConstants]) constants.ToBotFromEmulatorOpenIdMetadataUrl = `${address}/metadata`;
for (const validation of [ChannelValidation, GovernmentChannelValidation]) validation.OpenIdMetadataEndpoint = `${address}/metadata`;

const credentials = new connector.SimpleCredentialProvider(appId, password);
const byService = (service) => (header) => connector.JwtTokenValidation.authenticateRequest(activity, header, credentials, service);
const judges = {
  Public: () => byService(""),
  UsGovernment: () => byService(GovernmentConstants.ChannelService),
  // A cloud that the SDK knows by no name is described to it.
  China: () => {
    const authentication = connector.BotFrameworkAuthenticationFactory.create(
      "", true, "", "", metadata.issuer, "", `${address}/metadata`, `${address}/metadata`, "", credentials, new connector.AuthenticationConfiguration());
    return (header) => authentication.authenticateRequest(activity, header);
  },
};

const judge = judges[cloud]();
for (const header of headers) {
  try {
    await judge(header ?? "");
    console.log("accepted");
  } catch (error) {
    console.log(`refused: ${error.message.split("\n")[0]}`);
  }
}
server.close();
server.closeAllConnections();

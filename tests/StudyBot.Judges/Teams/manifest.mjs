// What Microsoft's own package says of each manifest: valid, or what is wrong with it. The schemas are the package's; nothing is fetched.
import { createRequire } from "node:module";
import appManifest from "@microsoft/app-manifest";

const load = createRequire(import.meta.url);

for (const manifest of JSON.parse(process.argv[2])) {
  const schema = load(`@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`);
  const found = await appManifest.AppManifestUtils.validateAgainstSchema(manifest, schema);
  console.log(found.length === 0 ? "valid" : found.join("; "));
}

// What every peer does here beside its own work: it says where it listens and, for each line it is sent, how many events its handler got.
import { createInterface } from "node:readline";

/** Any free port of this machine's alone. */
export const anywhere = { host: "127.0.0.1", port: 0 };

export function tell(server, counted) {
  // Connections outlast the pauses between turns, as a platform's do.
  server.keepAliveTimeout = 0;
  console.log(server.address().port);
  const asked = createInterface({ input: process.stdin });
  asked.on("line", () => console.log(counted()));
  // Whoever started it is gone.
  asked.on("close", () => process.exit());
}

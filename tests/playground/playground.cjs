// Starts the Agents Playground for a bot (its address may follow; otherwise StudyBot's own), on this machine alone and
// without telemetry. By itself the Playground listens on every network interface and has no option against it.
const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, { ...(typeof port === "object" ? port : { port }), host: "127.0.0.1" }, rest.findLast((r) => typeof r === "function"));
};

const [bot = "http://127.0.0.1:3978/api/messages", port = "56150"] = process.argv.splice(2);
process.chdir(__dirname); // .m365agentsplayground.yml is read from here.
process.argv.push("start", "--app-endpoint", bot, "--channel-id", "msteams", "--port", port);
process.argv.push("--service-url", `http://127.0.0.1:${port}/_connector`, "--disable-telemetry");
require("@microsoft/m365agentsplayground/cli.js").start?.();

// What the language service of Azure's own query editor says of each query: fine, or what is wrong with it and where. Columns as Azure Monitor's reference lists them.
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
load("@kusto/language-service-next/bridge.js");
load("@kusto/language-service-next/Kusto.Language.Bridge.js");
const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;

const { tables, queries } = JSON.parse(process.argv[2]);
const known = Object.entries(tables).map(([name, columns]) => Symbols.TableSymbol.From(`(${columns})`).WithName(name));
const workspace = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("workspace", known));

for (const query of queries) {
  const found = KustoCode.ParseAndAnalyze(query, workspace).GetDiagnostics();
  const faults = Array.from({ length: found.Count }, (_, i) => found.getItem(i)).map((d) => `${d.Message} (${query.slice(d.Start, d.End)})`);
  console.log(faults.length === 0 ? "fine" : faults.join("; "));
}

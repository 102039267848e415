// Cards as Microsoft's own renderer shows them, and what it thinks of them.

// Microsoft's colours of Teams, as its card designer has them; what is see-through has its alpha first.
const themes = {
  light: { back: "#ffffff", emphasis: "#f9f8f7", text: "#252424", subtle: "#bf252424", accent: "#6264a7", attention: "#c4314b" },
  dark: { back: "#2d2c2c", emphasis: "#292828", text: "#ffffff", subtle: "#bfffffff", accent: "#a6a7dc", attention: "#d74654" },
  contrast: { back: "#000000", emphasis: "#000000", text: "#ffffff", subtle: "#ffffff", accent: "#ffff01", attention: "#ff5f5f" },
};

function hostConfig(theme) {
  const { back, emphasis, text, subtle, accent, attention } = themes[theme];
  const foregroundColors = {
    default: { default: text, subtle },
    accent: { default: accent, subtle: accent },
    attention: { default: attention, subtle: attention },
  };
  const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    fontTypes: { default: { fontFamily: "'Segoe UI', sans-serif", fontSizes }, monospace: { fontFamily: "'Courier New', monospace", fontSizes } },
    containerStyles: { default: { backgroundColor: back, foregroundColors }, emphasis: { backgroundColor: emphasis, foregroundColors } },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "Horizontal", actionAlignment: "Left" },
  };
}

const everything = node => (node && typeof node === "object" ? [node, ...Object.entries(node).filter(([name]) => name !== "fallback").flatMap(([, inner]) => everything(inner))] : []);

// What the renderer complains of, and what it left out.
function show(card, theme = "light") {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = AdaptiveCards;
  const complaints = [];
  const context = new SerializationContext(Versions.v1_5);
  const shown = new AdaptiveCard();
  shown.hostConfig = new HostConfig(hostConfig(theme));
  shown.parse(card, context);
  for (let i = 0; i < context.eventCount; i++) complaints.push(context.getEventAt(i).message);
  for (const event of shown.validateProperties().validationEvents) complaints.push(event.message);

  const place = document.getElementById("card");
  place.replaceChildren(shown.render());
  document.body.style.background = themes[theme].back;
  document.body.style.setProperty("--accent", themes[theme].accent);

  const sent = everything(card);
  const count = type => sent.filter(one => one.type === type).length;
  const expect = (what, wanted, found) => wanted === found || complaints.push(`${found} of ${wanted} ${what}`);
  expect("text blocks", count("TextBlock"), place.querySelectorAll(".ac-textBlock").length);
  const fields = sent.filter(one => /^Input\./.test(one.type ?? "")).length;
  // A field's label is a line too.
  expect("lines of runs", count("RichTextBlock") + fields, place.querySelectorAll(".ac-richTextBlock").length);
  expect("rows", count("TableRow"), place.querySelectorAll(".ac-tableRow, [role=row]").length);
  expect("buttons", count("Action.Execute"), place.querySelectorAll(".ac-pushButton").length);
  expect("fields", fields, shown.getAllInputs().length);
  for (const run of sent.filter(one => one.type === "TextRun")) place.textContent.includes(run.text) || complaints.push(`not shown: ${run.text}`);
  for (const odd of place.querySelectorAll("img, script, iframe, code, pre, em, ul, ol, blockquote, h3, .ac-textBlock b")) complaints.push(`an element ${odd.tagName}`);
  for (const link of place.querySelectorAll("a")) /^https?:\/\//.test(link.getAttribute("href")) || complaints.push(`a link to ${link.getAttribute("href")}`);
  return complaints;
}

// Whatever reaches over the card's right edge, and labels that are cut off.
function tooWide() {
  const place = document.getElementById("card");
  const right = place.getBoundingClientRect().right + 0.5;
  return [...place.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > right || (one.matches(".ac-pushButton") && one.scrollWidth > one.clientWidth))
    .map(one => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 60)}`);
}

// Words that can hardly be read. What Teams itself draws (fields and buttons) is its own affair, and so is its red, which it also sets in bold on dark.
async function tooFaint(theme) {
  const found = await axe.run("#card", { runOnly: ["color-contrast"] });
  const red = themes[theme].attention;
  const drawnByTeams = node => document.querySelector(node.target[0]).closest(".ac-pushButton, .ac-input");
  return found.violations
    .flatMap(rule => rule.nodes)
    .filter(node => node.any[0].data.fgColor !== red && !drawnByTeams(node))
    .map(node => `${node.html}: ${node.any[0].message}`);
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownit({ linkify: true }).render(text);
  result.didProcess = true;
};
document.head.insertAdjacentHTML("beforeend", `<style>
  body { margin: 16px; font-family: 'Segoe UI', sans-serif; } p { margin: 0; } a { color: var(--accent); }
  .ac-pushButton { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; padding: 5px 12px; font-size: 14px; border: 1px solid; }
</style>`);
document.body.innerHTML = '<div id="card"></div>';

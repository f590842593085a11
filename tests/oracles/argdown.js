/*
 * Reads Argdown texts with the parser of @argdown/core and says what it found in each: a JSON array of texts comes in,
 * an array of {errors, title, statements, arguments, relations} goes out.
 */
"use strict";

function read(app, input) {
  const found = app.run({ process: ["parse-input", "build-model"], input });
  const errors = [...(found.lexerErrors || []), ...(found.parserErrors || []), ...(found.exceptions || [])];
  const text = (members) => members.map((member) => member.text).filter(Boolean).join(" ");
  return {
    errors: errors.map(String),
    title: found.frontMatter ? found.frontMatter.title : null,
    statements: Object.values(found.statements || {}).map((one) => [one.title, text(one.members)]),
    arguments: Object.values(found.arguments || {}).map((one) => [one.title, text(one.members)]),
    relations: (found.relations || []).map((one) => [one.relationType, one.from.title, one.to.title]),
  };
}

let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", async () => {
  // The package is an ES module: Node.js 18, which Debian 12 has, can import it and not require it.
  const { ArgdownApplication, DataPlugin, ModelPlugin, ParserPlugin } = await import("@argdown/core");
  const app = new ArgdownApplication();
  app.addPlugin(new ParserPlugin(), "parse-input");
  app.addPlugin(new DataPlugin(), "build-model");
  app.addPlugin(new ModelPlugin(), "build-model");
  process.stdout.write(JSON.stringify(JSON.parse(input).map((text) => read(app, text))));
});

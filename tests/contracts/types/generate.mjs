// Prints the schema of a message, a modal and a Home.
import { createGenerator } from "ts-json-schema-generator";

const generator = createGenerator({
  path: new URL("surfaces.ts", import.meta.url).pathname,
  tsconfig: new URL("tsconfig.json", import.meta.url).pathname,
  type: "*",
});
process.stdout.write(JSON.stringify(generator.createSchema("*")));

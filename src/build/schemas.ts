/**
 * Writes content/schema/*.json from the schemas the build parses by, for editors.
 *   npm run schemas
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { editorSchemas, schemaFile } from '../schema/editor.ts';

mkdirSync('content/schema', { recursive: true });
for (const { name, schema } of editorSchemas)
  writeFileSync(`content/schema/${name}.json`, schemaFile(schema));
console.log(`content/schema: ${String(editorSchemas.length)} files`);

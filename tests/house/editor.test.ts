/** What editors check by is what the build parses by: schemas written anew, every file good by them, mistakes found. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editorSchemas, fieldRows, jsonSchema, schemaFile } from '../../src/schema/editor.ts';

const expand = (pattern: string): readonly string[] =>
  pattern.includes('*')
    ? readdirSync(path.dirname(pattern))
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => path.join(path.dirname(pattern), file))
    : [pattern];
const ajv = new Ajv({ allErrors: true, unknownFormats: 'ignore' });

describe.each(editorSchemas)('content/schema/$name.json', ({ name, files, schema }) => {
  test('is what the build parses by (npm run schemas)', () => {
    expect(readFileSync(`content/schema/${name}.json`, 'utf8')).toBe(schemaFile(schema));
  });

  test.each(files.flatMap(expand))('%s is good by it', (file) => {
    const good = ajv.compile(jsonSchema(schema));
    good(parse(readFileSync(file, 'utf8')));
    expect(good.errors ?? []).toEqual([]);
  });

  test('is what an editor uses for these files', () => {
    const settings: unknown = JSON.parse(readFileSync('.vscode/settings.json', 'utf8'));
    expect(settings).toHaveProperty(['yaml.schemas', `content/schema/${name}.json`], files[0]);
  });
});

describe('an editor', () => {
  const questions = editorSchemas.find(({ name }) => name === 'questions');
  const check = (change: Record<string, unknown>): number => {
    if (!questions) throw new Error('no schema of questions');
    const good = ajv.compile(jsonSchema(questions.schema));
    const raw: unknown = parse(readFileSync('content/questions/2-4.yaml', 'utf8'));
    const items: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'items') : undefined;
    const item: unknown = Array.isArray(items) ? items[0] : undefined;
    good({ section: '2-4', items: [{ ...(typeof item === 'object' ? item : {}), ...change }] });
    return good.errors?.length ?? 0;
  };
  test('marks a wrong value, a field nobody knows and a missing one', () => {
    expect(check({})).toBe(0);
    expect(check({ difficulty: 4 })).toBeGreaterThan(0);
    expect(check({ hint: 'x' })).toBeGreaterThan(0);
    expect(check({ facts: [] })).toBeGreaterThan(0);
    expect(check({ sources: undefined })).toBeGreaterThan(0);
  });

  test('every field an author fills in is explained, in the table too', () => {
    for (const [name, list] of [
      ['questions', 'items'],
      ['templates', 'templates'],
    ] as const) {
      const rows = fieldRows(name, list);
      expect(rows.length).toBeGreaterThan(14);
      expect(rows.filter(({ says, kind }) => says === '' || kind === '任意')).toEqual([]);
    }
    expect(fieldRows('facts', '').map((row) => row.name)).toContain('grade');
  });
});

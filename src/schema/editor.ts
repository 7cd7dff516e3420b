/**
 * The schemas of content/ as JSON Schema, for editors that complete and check while one types, and as a table for the
 * page for authors. Generated from what the build itself parses by: never written by hand.
 */
import { z } from 'zod';
import { blueprintFileSchema } from './blueprint.ts';
import { casesSchema } from './cases.ts';
import { batchSchema, blindSchema, changeSchema, factSchema, sourceSchema } from './content.ts';
import { questionFileSchema } from './question.ts';
import { factorSchema, templateFileSchema } from './template.ts';

/** A schema and the files it is for, from the root of the project. */
export interface EditorSchema {
  readonly name: string;
  readonly files: readonly string[];
  readonly schema: z.ZodType;
}

export const editorSchemas: readonly EditorSchema[] = [
  { name: 'questions', files: ['content/questions/*.yaml'], schema: questionFileSchema },
  { name: 'templates', files: ['content/templates/*.yaml'], schema: templateFileSchema },
  { name: 'sources', files: ['content/sources.yaml'], schema: z.array(sourceSchema) },
  { name: 'facts', files: ['content/facts/*.yaml'], schema: z.array(factSchema) },
  { name: 'changes', files: ['content/changes.yaml'], schema: z.array(changeSchema) },
  { name: 'factors', files: ['content/factors.yaml'], schema: z.array(factorSchema) },
  { name: 'blueprints', files: ['content/blueprints.yaml'], schema: blueprintFileSchema },
  { name: 'cases', files: ['content/cases/*.yaml'], schema: casesSchema },
  { name: 'sittings', files: ['content/sittings.yaml'], schema: z.array(batchSchema).nullable() },
  { name: 'blind-check', files: ['content/blind-check.yaml'], schema: z.array(blindSchema) },
];

/** JSON Schema, draft 7, of what an author writes: before defaults are filled in and days are read. */
export const jsonSchema = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'input', reused: 'inline' });

/** The file under content/schema, as it must lie there. */
export const schemaFile = (schema: z.ZodType): string => `${JSON.stringify(jsonSchema(schema), null, 2)}\n`;

/** One field of an entry, for a table. */
export interface FieldRow {
  readonly name: string;
  /** In words: 文字, 数, 列表 … or the values it may have. */
  readonly kind: string;
  readonly required: boolean;
  readonly says: string;
}

const has = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
const list = (from: unknown): readonly unknown[] => (Array.isArray(from) ? from : []);

function kindOf(field: unknown): string {
  const values = list(has(field, 'enum'));
  if (values.length > 0) return values.map(String).join(' · ');
  const constant = has(field, 'const');
  if (constant !== undefined) return JSON.stringify(constant).replaceAll('"', '');
  const either = [...list(has(field, 'anyOf')), ...list(has(field, 'oneOf'))];
  if (either.length > 0) return [...new Set(either.map(kindOf))].join(' · ');
  switch (has(field, 'type')) {
    case 'string':
      return '文字';
    case 'integer':
      return '整数';
    case 'number':
      return '数';
    case 'boolean':
      return 'true · false';
    case 'array':
      return Array.isArray(has(field, 'items')) ? '列表' : `列表：${kindOf(has(field, 'items'))}`;
    case 'object': {
      const names = Object.keys(has(field, 'properties') ?? {});
      return names.length > 0 ? `{ ${names.join(', ')} }` : '名字: 值';
    }
    default:
      return '任意';
  }
}

function rows(entry: unknown): readonly FieldRow[] {
  const required = list(has(entry, 'required'));
  return Object.entries(has(entry, 'properties') ?? {}).map(([name, field]): FieldRow => {
    const says = has(field, 'description');
    return {
      name,
      kind: kindOf(field),
      required: required.includes(name),
      says: typeof says === 'string' ? says : '',
    };
  });
}

/** The fields of an entry of a file as table rows; of several forms of it, each field once, the forms' own marked. */
export function fieldRows(name: EditorSchema['name'], key: string): readonly FieldRow[] {
  const found = editorSchemas.find((one) => one.name === name);
  if (!found) throw new Error(`there is no schema ${name}`);
  const file = jsonSchema(found.schema);
  const entry = has(key === '' ? file : has(has(file, 'properties'), key), 'items');
  const forms = [...list(has(entry, 'oneOf')), ...list(has(entry, 'anyOf'))];
  if (forms.length === 0) return rows(entry);
  const all = forms.map(rows);
  const names = [...new Set(all.flatMap((form) => form.map((row) => row.name)))];
  return names.flatMap((field): FieldRow[] => {
    const own = all.flatMap((form) => form.filter((row) => row.name === field));
    const [first] = own;
    if (!first) return [];
    const kinds = [...new Set(own.map((row) => row.kind))];
    const says = [...new Set(own.map((row) => row.says))];
    return [{ ...first, kind: kinds.join(' · '), says: says.join('；') }];
  });
}

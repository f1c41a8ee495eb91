import type * as v from 'valibot';

export type JsonSchema = {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
};

type Part = { readonly [name: string]: unknown };

/** The JSON Schema of a valibot schema of the protocol. @throws for what the protocol does not use */
export function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  return partSchema({ ...schema });
}

function partSchema(part: Part): JsonSchema {
  const { pipe } = part;
  if (!Array.isArray(pipe)) return bareSchema(part);
  const [first, ...actions]: unknown[] = pipe;
  const bare = partSchema({ ...asPart(first), pipe: undefined });
  return Object.assign({}, bare, ...actions.map((action) => actionSchema(asPart(action))));
}

function bareSchema(part: Part): JsonSchema {
  switch (part.type) {
    case 'string':
      return { type: 'string' };
    case 'number':
      return { type: 'number' };
    case 'literal':
      return { const: part.literal };
    case 'picklist':
      return { type: 'string', enum: Array.isArray(part.options) ? part.options : [] };
    case 'exact_optional':
      return partSchema(asPart(part.wrapped));
    case 'object': {
      const entries = Object.entries(asPart(part.entries));
      return {
        type: 'object',
        properties: Object.fromEntries(
          entries.map(([name, entry]) => [name, partSchema(asPart(entry))]),
        ),
        required: entries
          .filter(([, entry]) => asPart(entry).type !== 'exact_optional')
          .map(([name]) => name),
      };
    }
    default:
      throw new Error(`the protocol has no ${String(part.type)}`);
  }
}

function actionSchema(action: Part): JsonSchema {
  const { type, requirement } = action;
  switch (type) {
    case 'description':
      return { description: String(action.description) };
    case 'regex':
      return { pattern: requirement instanceof RegExp ? requirement.source : '' };
    case 'iso_timestamp':
      return { format: 'date-time' };
    case 'min_length':
      return { minLength: Number(requirement) };
    case 'max_length':
      return { maxLength: Number(requirement) };
    case 'min_value':
      return { minimum: Number(requirement) };
    case 'safe_integer':
      return { type: 'integer' };
    default:
      throw new Error(`the protocol has no ${String(type)}`);
  }
}

function asPart(value: unknown): Part {
  if (typeof value !== 'object' || value === null) throw new Error('no schema');
  return { ...value };
}

/** Whether a value fits a JSON Schema, as far as the document uses it. */
export function fits(schema: JsonSchema, value: unknown): boolean {
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (schema.type === 'integer' && !Number.isSafeInteger(value)) return false;
  if (schema.type === 'string' && !fitsText(schema, value)) return false;
  if (schema.minimum !== undefined && !(Number(value) >= schema.minimum)) return false;
  return schema.type !== 'object' || fitsObject(schema, value);
}

function fitsText(
  { minLength = 0, maxLength, pattern, format }: JsonSchema,
  value: unknown,
): boolean {
  if (typeof value !== 'string') return false;
  if (value.length < minLength || value.length > (maxLength ?? value.length)) return false;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return false;
  return format !== 'date-time' || /^[0-9-]{10}T.*Z$/.test(value);
}

function fitsObject({ properties = {}, required = [] }: JsonSchema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  if (required.some((name) => !fields.has(name))) return false;
  return Object.entries(properties).every(
    ([name, property]) => !fields.has(name) || fits(property, fields.get(name)),
  );
}

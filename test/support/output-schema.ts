/** A JSON Schema as n8n reads it for the preview of a node's output: types, properties and items. */
export interface OutputSchema {
	type?: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/**
 * The schema, with room for one more value. What it allows already stays as it is, so that a value fits a schema when
 * the schema does not change.
 */
export function widened(schema: OutputSchema = {}, value: unknown): OutputSchema {
	const type = typesOf(schema, typeOf(value));
	if (Array.isArray(value)) {
		const items = value.reduce<OutputSchema | undefined>(widened, schema.items);
		return { ...schema, type, ...(items && { items }) };
	}
	if (typeof value !== 'object' || value === null) return { ...schema, type };
	const properties = { ...schema.properties };
	for (const [key, part] of Object.entries(value)) {
		if (part !== undefined) properties[key] = widened(properties[key], part);
	}
	return { ...schema, type, properties };
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}

/** `null` comes last: n8n shows the first type. */
function typesOf({ type = [] }: OutputSchema, added: string): string | string[] {
	const known = [type].flat();
	const isKnown = known.includes(added) || (added === 'integer' && known.includes('number'));
	if (isKnown) return type;
	const others = known.filter((one) => added !== 'number' || one !== 'integer');
	const types = [...others, added].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
	return types.length === 1 ? types[0] : types;
}

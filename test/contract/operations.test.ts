import type { Operation } from '../../nodes/shared/operation';
import {
	allFields,
	holes,
	operationsOf,
	type PlatformUnderTest,
	platforms,
	wireName,
} from '../support/platforms';

interface Schema {
	properties?: Record<string, unknown>;
	items?: Schema;
}

interface Parameter {
	name: string;
	in: string;
}

describe.each(platforms)('$name: the operations and the vendor’s contract', (platform) => {
	beforeAll(async () => {
		await platform.contract.init();
	});

	test('every path hole has a field, and every path field a hole', () => {
		const faults = platform.operations.flatMap(([id, operation]) => {
			const fields = namesIn(operation, 'path');
			const ours = holes(operation.path).filter((hole) => !platform.pathFields.includes(hole));
			return differences(`${id}: field for the hole`, ours, fields);
		});
		expect(faults).toEqual([]);
	});

	test('every operation is in the contract, by the same name, method and path, and the reverse', () => {
		const ours = platform.operations.map(
			([id, { method, path }]) => `${id} ${method} ${comparablePath(path)}`,
		);
		const theirs = platform.contract
			.getOperations()
			.flatMap((operation) =>
				operationsOf(operation).map(
					(id) => `${id} ${operation.method.toUpperCase()} ${comparablePath(operation.path)}`,
				),
			);
		expect(ours.sort()).toEqual(theirs.sort());
	});

	test('every path hole has the vendor’s name', () => {
		const faults = platform.operations.flatMap(([id, { path }]) => {
			const theirs = platform.contract.getOperation(platform.contractId(id))?.path ?? '';
			return differences(`${id}: hole`, holes(theirs), holes(path));
		});
		expect(faults).toEqual([]);
	});

	test('every query and header field is in the contract, and the reverse', () => {
		const faults = platform.operations.flatMap(([id, operation]) =>
			(['query', 'header'] as const).flatMap((place) => {
				const ours = parametersOf(operation, place);
				// What one endpoint takes may be spread over several operations.
				const together = platform.operations
					.filter(([other]) => platform.contractId(other) === platform.contractId(id))
					.flatMap(([, sibling]) => parametersOf(sibling, place));
				const theirs = contractParameters(platform, id, place);
				return [
					...differences(`${id}: ${place} parameter`, theirs, together),
					...differences(`${id}: ${place} parameter`, [...theirs, ...ours], theirs),
				];
			}),
		);
		expect(faults).toEqual([]);
	});

	test('every body field is in the contract, and the reverse', () => {
		const faults = platform.operations.flatMap(([id, operation]) => {
			const ours = bodyNames(platform, id, operation);
			// What one endpoint takes may be spread over several operations.
			const together = platform.operations
				.filter(([other]) => platform.contractId(other) === platform.contractId(id))
				.flatMap(([other, sibling]) => bodyNames(platform, other, sibling));
			const theirs = contractBody(platform, id);
			return [
				...differences(`${id}: body property`, theirs, together),
				...differences(`${id}: body property`, [...theirs, ...ours], theirs),
			];
		});
		expect(faults).toEqual([]);
	});
});

/** What is in one list and not in the other, as sentences. */
function differences(what: string, wanted: string[], given: string[]): string[] {
	return [
		...wanted.filter((name) => !given.includes(name)).map((name) => `${what} "${name}" is missing`),
		...given
			.filter((name) => !wanted.includes(name))
			.map((name) => `${what} "${name}" is not the vendor's`),
	];
}

/** The names at the top of an operation's body. What a user adds by JSON has none. */
function bodyNames(platform: PlatformUnderTest, id: string, operation: Operation): string[] {
	const named = namesIn(operation, 'body').filter((name) => name !== '');
	return [...named.map(topLevel), ...composed(platform, id, operation)];
}

function parametersOf(operation: Operation, place: 'query' | 'header'): string[] {
	const paging = place === 'query' ? pagingParameters(operation) : [];
	return [...namesIn(operation, place), ...paging];
}

/** Holes are compared apart, by name; here only their places count. */
function comparablePath(path: string): string {
	return path.replaceAll(/\{[^}]+\}/g, '{}');
}

function namesIn(operation: Operation, place: string): string[] {
	return allFields(operation.fields)
		.filter((field) => field.in === place)
		.map(wireName);
}

function pagingParameters({ paginate }: Operation): string[] {
	return [paginate?.parameter, paginate?.sizeParameter].filter((name) => name !== undefined);
}

function topLevel(name: string): string {
	return name.split('.')[0];
}

/** Body properties that an operation makes out of several fields: what its rows show on the wire. */
function composed({ rows }: PlatformUnderTest, id: string, operation: Operation): string[] {
	const fromFields = namesIn(operation, 'body').map(topLevel);
	const hasLooseFields = operation.fields.some((field) => !field.in && field.name !== 'options');
	if (!operation.run && !hasLooseFields) return [];
	return (
		rows.rows
			.filter((row) => row.operation === id)
			.flatMap((row) => [row.request].flat())
			// A question with buttons goes to the endpoint for buttons, which has an operation of its own.
			.filter(
				(request) =>
					id !== 'message.sendAndWait' ||
					request.path === operation.path ||
					holes(operation.path).length > 0,
			)
			.flatMap(({ body }) => Object.keys([body].flat()[0] ?? {}))
			.filter((name) => !fromFields.includes(name))
	);
}

function contractParameters(platform: PlatformUnderTest, id: string, place: string): string[] {
	const parameters = (platform.contract.getOperation(platform.contractId(id))?.parameters ??
		[]) as Parameter[];
	return parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
}

function contractBody(platform: PlatformUnderTest, id: string): string[] {
	const body = platform.contract.getOperation(platform.contractId(id))?.requestBody as
		{ content?: Record<string, { schema?: Schema }> } | undefined;
	const schema = body?.content?.['application/json']?.schema;
	// A list of what the operation makes for each item.
	return Object.keys((schema?.items ?? schema)?.properties ?? {});
}

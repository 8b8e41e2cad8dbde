import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { type Field, type FieldGroup, type Operation, type Resource, isRead } from '../operation';
import { safeguardFields } from '../safeguards/fields';
import { runFields } from './run-options';

const resourceSelector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: '',
};

const operationSelector: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

/**
 * The form of a platform's node, made from its operations. Every call gives fresh objects: n8n pushes its
 * "Custom API Call" into the option lists it gets.
 */
export function nodeProperties(resources: Resource[]): INodeProperties[] {
	return [
		{
			...resourceSelector,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: resources[0].value,
		},
		...resources.map(operationProperty),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) => operationFields(resource, operation)),
		),
	];
}

/** The line below the node on the canvas, as an expression: `Send Text: Message`. */
export function nodeSubtitle(resources: Resource[]): string {
	const names = resources.flatMap(({ name, value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, `${operation.name}: ${name}`]),
	);
	const table = JSON.stringify(Object.fromEntries(names));
	return `={{ (${table})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

function operationProperty({ value, operations }: Resource): INodeProperties {
	return {
		...operationSelector,
		displayOptions: { show: { resource: [value] } },
		options: inMenuOrder(operations).map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: harmless(operations).value,
	};
}

/** What most people come for stands first, on every platform. */
const FIRST = ['sendText', 'sendTemplate', 'sendMedia'];

function inMenuOrder(operations: Operation[]): Operation[] {
	const first = FIRST.flatMap((value) => operations.find((one) => one.value === value) ?? []);
	return [...first, ...operations.filter((one) => !first.includes(one))];
}

/** What is done when nobody has chosen: what the node is for, else a read, so that a forgotten choice deletes nothing. */
function harmless(operations: Operation[]): Operation {
	return (
		operations.find(({ value }) => value === 'sendText') ??
		operations.find(({ method }) => isRead(method)) ??
		operations[0]
	);
}

function operationFields(resource: Resource, operation: Operation): INodeProperties[] {
	const show = { resource: [resource.value], operation: [operation.value] };
	return withRunSettings(operation).map((field) => ({
		...toProperty(field),
		displayOptions: {
			...field.displayOptions,
			show: { ...show, ...field.displayOptions?.show },
		},
	}));
}

/** Every operation ends with one *Options* collection: its own optional fields and the run's settings. */
function withRunSettings(operation: Operation): Field[] {
	const { fields } = operation;
	const own = fields.find(({ name }) => name === 'options');
	const options = [
		...((own?.options ?? []) as Field[]),
		...safeguardFields(operation),
		...runFields,
	].sort((a, b) => a.displayName.localeCompare(b.displayName));
	return [
		...fields.filter((field) => field !== own),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options,
		},
	];
}

/** The n8n property in a field: without our own keys, and with option lists of its own. */
function toProperty(field: Field): INodeProperties {
	const property: Field = { ...field };
	delete property.in;
	delete property.as;
	delete property.encode;
	delete property.recipient;
	return { ...property, options: field.options?.map(toOption) };
}

function toOption(
	option: INodePropertyOptions | Field | FieldGroup,
):
	| INodePropertyOptions
	| INodeProperties
	| { displayName: string; name: string; values: INodeProperties[] } {
	if ('values' in option) return { ...option, values: option.values.map(toProperty) };
	if ('type' in option) return toProperty(option);
	return { ...option };
}

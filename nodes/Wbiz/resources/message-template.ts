import type { IDataObject } from 'n8n-workflow';

import { beforeSending, RequestFailure } from '../../shared/errors/request-failure';
import type { ApiRequest, Operation, OperationCall } from '../../shared/operation';
import { templateVariables, variableList } from '../../shared/template/variables';
import { sendOptions, to } from '../fields';
import { templateChoice } from '../template-choice';
import {
	findTemplate,
	orderedValues,
	valuesByKey,
	variablesOf,
	type TemplateVariable,
} from '../template-variables';

export const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template, at any time',
	method: 'POST',
	path: '/v1/messages/template',
	fields: [
		to,
		...templateChoice('template', 'language'),
		{
			displayName: 'Specify Variables',
			name: 'specifyVariables',
			type: 'options',
			options: [
				{ name: 'Using a List', value: 'list' },
				{ name: "Using the Template's Fields", value: 'fields' },
			],
			default: 'fields',
			description: 'How to give the values: a field for each variable, or one after another',
		},
		templateVariables,
		{ ...variableList, displayOptions: { show: { specifyVariables: ['list'] } } },
		sendOptions,
	],
	run: async (call) => {
		const { request, values, send } = call;
		if (values.specifyVariables === 'list') return await send(request);
		const body = request.body as IDataObject;
		const variables = await mappedValues(call, body);
		if (variables.length === 0) return await send(request);
		return await send({ ...request, body: { ...body, variables } });
	},
};

/** Checks the mapping against the template as it is now; the form may be older. */
async function mappedValues(call: OperationCall, body: IDataObject): Promise<string[]> {
	const mapped = call.values.templateVariables as IDataObject;
	const variables = await currentVariables(call, String(body.template), String(body.language));
	return variables ? orderedValues(variables, mapped) : valuesByKey(mapped);
}

/** The template's variables, read once in a run; `undefined` when the key may not read templates. */
async function currentVariables(
	{ send, once }: OperationCall,
	name: string,
	language: string,
): Promise<TemplateVariable[] | undefined> {
	const read = async (request: ApiRequest) => await send(request, { repeatable: true });
	return await once(`template ${name} ${language}`, async () => {
		const reading = beforeSending('the template could not be read', async () =>
			variablesOf(await findTemplate(read, { name, language })),
		);
		return await reading.catch((error: unknown) => {
			if (error instanceof RequestFailure && error.status === 403) return undefined;
			throw error;
		});
	});
}

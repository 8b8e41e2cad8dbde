import { modes } from '../../shared/fields/common';
import type { Field } from '../../shared/operation';

export const flowId: Field = {
	displayName: 'Flow',
	name: 'flowId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which WhatsApp Flow',
	...modes('searchFlows', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const presetId: Field = {
	displayName: 'Preset',
	name: 'presetId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which saved card with buttons or a list',
	...modes('searchPresets', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

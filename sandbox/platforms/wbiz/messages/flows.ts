import { Refusal } from '../../../http/refusal';
import type { Operations } from '../../../http/types';
import { ok, Records } from '../records/records';
import type { Outbox } from './messages';

export interface Flow {
	id: string;
	name: string;
	status: 'published' | 'draft';
	categories: string[];
}

export function flowOperations(outbox: Outbox, seeds: readonly Flow[]): Operations {
	const flows = new Records<Flow>('Flow');
	for (const flow of seeds) flows.add(flow.id, flow);
	return {
		'flow.getMany': (call) => flows.page(call, { wanted: ({ status }) => status === 'published' }),

		'flow.get': ({ params }) => ok(flows.get(params.id)),

		'message.sendFlow': ({ params, body }) => {
			const { to, bodyText, ctaText } = body as { to: string; bodyText: string; ctaText: string };
			const { id, status } = flows.get(params.id);
			if (status !== 'published') throw new Refusal(400, 'Only published flows can be sent');
			const interactive = { kind: 'flow', body: bodyText, ctaText, flowId: id };
			return outbox.sendFreely(to, 'interactive', interactive);
		},
	};
}

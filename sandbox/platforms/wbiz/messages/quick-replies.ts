import { Refusal } from '../../../http/refusal';
import type { Operations } from '../../../http/types';
import { created, newId, ok, Records } from '../records/records';

interface QuickReply {
	id: string;
	shortcut: string;
	title: string;
	body: string;
}

export function quickReplyOperations(): Operations {
	const replies = new Records<QuickReply>('Quick reply');
	const checkFree = (shortcut?: string, own?: string) => {
		const taken = [...replies].some((one) => one.shortcut === shortcut && one.id !== own);
		if (taken) throw new Refusal(409, `The shortcut ${shortcut} is taken`);
	};
	return {
		'quickReply.getMany': (call) => replies.page(call),

		'quickReply.create': ({ body }) => {
			const fields = body as Omit<QuickReply, 'id'>;
			checkFree(fields.shortcut);
			const id = newId('qr');
			return created(replies.add(id, { id, ...fields }));
		},

		'quickReply.update': ({ params, body }) => {
			const reply = replies.get(params.id);
			checkFree((body as Partial<QuickReply>).shortcut, params.id);
			return ok(Object.assign(reply, body));
		},

		'quickReply.delete': ({ params }) => replies.delete(params.id),
	};
}

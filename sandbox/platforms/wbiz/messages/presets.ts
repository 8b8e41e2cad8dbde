import type { Operations } from '../../../http/types';
import { created, newId, ok, Records } from '../records/records';
import { checkInteractive, type Interactive } from './interactive';
import type { Outbox } from './messages';

type Preset = { id: string } & Interactive;

/** Saved interactive messages. */
export function presetOperations(outbox: Outbox): Operations {
	const presets = new Records<Preset>('Preset');
	return {
		'preset.getMany': (call) => presets.page(call),

		'preset.create': ({ body }) => {
			checkInteractive(body as Interactive);
			const id = newId('ip');
			return created(presets.add(id, { id, ...(body as Interactive) }));
		},

		'preset.get': ({ params }) => ok(presets.get(params.id)),

		'preset.update': ({ params, body }) => {
			const preset = presets.get(params.id);
			checkInteractive({ ...preset, ...(body as Partial<Interactive>) });
			return ok(Object.assign(preset, body));
		},

		'preset.delete': ({ params }) => presets.delete(params.id),

		'message.sendPreset': ({ params, body }) => {
			const { id, ...interactive } = presets.get(params.id);
			const content = { ...interactive, presetId: id };
			return outbox.sendFreely((body as { to: string }).to, 'interactive', content);
		},
	};
}

import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import type { Platform } from './platform';
import { requireWebhookUrl } from './webhook-url';

/** A platform whose webhooks a person sets up in its own app: nothing can be asked, nothing can be registered. */
export interface ByHand {
	platform: Platform;
	/** Why deliveries could not be proven with this credential, as the end of a sentence; `undefined` when they can. */
	fault(credential: IDataObject): string | undefined;
	/** What to do about it. */
	remedy: string;
}

/**
 * All that activation can do: make sure that a delivery could be proven, and would come by https. As there is no
 * registration to look for, every activation must come here: such a trigger's `checkExists` is always false.
 * @throws NodeOperationError
 */
export async function requireReady(functions: IHookFunctions, byHand: ByHand): Promise<boolean> {
	const fault = byHand.fault(
		await functions.getCredentials<IDataObject>(byHand.platform.credential),
	);
	if (fault !== undefined) {
		// When a workflow is published, n8n shows nothing of an error but its message.
		const words = `The credential ${fault}. ${byHand.remedy}`;
		throw new NodeOperationError(functions.getNode(), words);
	}
	await requireWebhookUrl(functions, byHand.platform);
	return true;
}

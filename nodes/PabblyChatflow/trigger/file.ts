import type { FindFile } from '../../shared/arrival/download-files';
import { fileAddress, mediaRequest } from '../resources/media';

/** By the ID of the media, which the platform turns into an address for an hour; else the address in the event. */
export const findFile: FindFile = async ({ id, url, mimeType }, ask) => {
	const request = id === null ? undefined : mediaRequest(id);
	if (request !== undefined) return fileAddress(await ask(request));
	return url === null ? undefined : { url, mimeType: mimeType ?? undefined };
};

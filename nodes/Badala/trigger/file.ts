import type { FindFile } from '../../shared/arrival/download-files';

/** At the public address that the event holds. Assumed: the page shows media addresses, but no event with media. */
export const findFile: FindFile = async ({ url }) => (url === null ? undefined : { url });

import type { Platform } from '../platform';
import { wabaPortal } from './waba-portal';

/** A new platform is a folder beside this file and a line here. */
export const platforms: Platform[] = [wabaPortal];

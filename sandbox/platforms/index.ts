import type { Platform } from '../account/account';
import { badala } from './badala';
import { cloove } from './cloove';
import { pabblyChatflow } from './pabbly-chatflow';
import { wabaPortal } from './waba-portal';
import { wbiz } from './wbiz';

/** A new platform is a folder beside this file and a line here. */
export const platforms: Platform[] = [wabaPortal, wbiz, pabblyChatflow, badala, cloove];

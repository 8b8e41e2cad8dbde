import { stopAll } from './stop-later';

export default stopAll;

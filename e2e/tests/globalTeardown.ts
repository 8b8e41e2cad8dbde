import { stopAll } from './stopLater';

export default stopAll;

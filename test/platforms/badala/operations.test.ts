import { testOperations } from '../../support/operations';

testOperations('badala');

import { testOperations } from '../../support/operations';

testOperations('cloove');

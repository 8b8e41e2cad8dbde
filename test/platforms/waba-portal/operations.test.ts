import { testOperations } from '../../support/operations';

testOperations('waba-portal');

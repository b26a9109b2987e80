import Mocha from 'mocha';
import { recordResults } from './resultsFile';

/** Mocha's readable report, and a JSON file of counts at HEAPGHOST_RESULTS for the runner. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.HEAPGHOST_RESULTS;
    if (file !== undefined) recordResults(runner, file);
  }
}

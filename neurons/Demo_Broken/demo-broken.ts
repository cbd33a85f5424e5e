/** An analyzer that always fails, for trying how a failure is shown. */

import { analyzer, NeuronError } from '@skep/sdk';

analyzer({
  run: () => {
    throw new NeuronError('Demo Broken: upstream said no', 'upstreamRefused');
  },
});

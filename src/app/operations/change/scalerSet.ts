import type { ScalerChoice } from '../../../core/scaling/scalerChoice.js';
import type { ComposeScaler, Scaler } from '../ports.js';

/** The scalers, made when first needed. */
export class ScalerSet {
  constructor(
    private readonly replicate: () => Promise<Scaler>,
    readonly compose: () => Promise<ComposeScaler>,
    private readonly swarm: () => Promise<Scaler>,
  ) {}

  of(choice: ScalerChoice): Promise<Scaler> {
    switch (choice.kind) {
      case 'compose':
        return this.compose();
      case 'swarm':
        return this.swarm();
      case 'replicate':
      case 'none':
        return this.replicate();
    }
  }
}

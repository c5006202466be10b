import type { ScalerChoice } from '../../core/scaling/scalerChoice.js';
import type { ComposeScaler, Scaler } from '../ports.js';

/** The two scalers, made when first needed. */
export class ScalerSet {
  constructor(
    private readonly replicate: () => Promise<Scaler>,
    readonly compose: () => Promise<ComposeScaler>,
  ) {}

  of(choice: ScalerChoice): Promise<Scaler> {
    return choice.kind === 'compose' ? this.compose() : this.replicate();
  }
}

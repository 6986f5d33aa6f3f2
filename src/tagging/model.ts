/** A trained model as it lies beside the taxonomy (model.json). */
export interface ModelFile {
  readonly version: string;
}

// The two numbers of selu, at which mean 0 and variance 1 are a fixed point: Klambauer et al. 2017, equation 14.
export const SELU_ALPHA = 1.6732632423543772;
export const SELU_SCALE = 1.0507009873554805;

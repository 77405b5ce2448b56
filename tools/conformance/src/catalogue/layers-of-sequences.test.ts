// Attention and recurrent layers compute on WebGPU what they compute on the float64 CPU.
import { checkRows } from './check-catalogue.js';
import { sequenceRows } from './layer-rows/layer-rows.js';

checkRows('layers of sequences', sequenceRows);

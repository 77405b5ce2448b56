// Regularizers, their gradients and constraints give on WebGPU what they give on the float64 CPU.
import { checkCatalogue } from './check-catalogue.js';

checkCatalogue('regularizers');
checkCatalogue('constraints');

// Every optimizer moves weights on WebGPU, compiled, as it does on the float64 CPU.
import { checkCatalogue } from './check-catalogue.js';

checkCatalogue('optimizers');

// Every initializer draws on WebGPU what it draws on the float64 CPU.
import { checkCatalogue } from './check-catalogue.js';

checkCatalogue('initializers');

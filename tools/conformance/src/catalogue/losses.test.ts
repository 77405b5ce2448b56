// Every loss computes on WebGPU what it computes on the float64 CPU, and so does its gradient.
import { checkCatalogue } from './check-catalogue.js';

checkCatalogue('losses');

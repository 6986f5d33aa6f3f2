process.stdout.write('groundswell\n');

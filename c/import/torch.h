/* torch: PyTorch's files → the list: ZIP files since 1.6, rows of pickles before, and plain pickles. */
#ifndef LENET5_IMPORT_TORCH_H
#define LENET5_IMPORT_TORCH_H

#include "pickle.h"
#include "zip.h"

/* The entry of a ZIP file that holds the pickle; null when there is none. */
zip_entry *torch_zip_pickle(const zip_file *zip);
int torch_zip_read(import_job *job, const zip_file *zip, zip_entry *pickle);

/* A file that begins with a pickle: torch.save's before 1.6, or pickle.dump's. */
int torch_pickle_read(import_job *job);

/* The storage that torch.save wrote to the bytes, as pickles of tensors that torch.save did not write have them. */
pickle_value *torch_storage_inside(pickle_machine *m, const uint8_t *bytes, size_t length);

#endif

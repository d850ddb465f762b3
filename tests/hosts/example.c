/* Reads the digit in a greyscale PGM picture, up to 1 megapixel: ./example WEIGHTS PICTURE
 * cc example.c -o example $(pkg-config --cflags --libs lenet5) */
#include <lenet5.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned char file[1 << 20], rgba[4 << 20];

int main(int argc, char **argv) {
    FILE *weights = argc == 3 ? fopen(argv[1], "rb") : NULL, *picture = argc == 3 ? fopen(argv[2], "rb") : NULL;
    int width, height, pixels = 0;
    if (!weights || !picture || fscanf(picture, "P5 %d %d 255", &width, &height) != 2 || getc(picture) == EOF) return 2;
    for (int grey; pixels < 1 << 20 && (grey = getc(picture)) != EOF; pixels++)
        for (int channel = 0; channel < 4; channel++)
            rgba[4 * pixels + channel] = (unsigned char)(channel < 3 ? grey : 255);
    if (width < 1 || height < 1 || height > pixels / width) return 2;

    lenet5 *net = (lenet5 *)aligned_alloc(LENET5_ALIGNMENT, lenet5_size());
    lenet5_context *context =
        lenet5_context_init(aligned_alloc(LENET5_ALIGNMENT, lenet5_context_size(width, height)), width, height);
    lenet5_error fault = {""};
    lenet5_result result;
    lenet5_status status = lenet5_load(net, file, fread(file, 1, sizeof file, weights), &fault);
    if (status == LENET5_OK) status = lenet5_predict(net, context, rgba, width, height, &result);
    if (status == LENET5_OK) printf("%d\n", result.digit);
    else fprintf(stderr, "%s %s\n", lenet5_status_text(status), fault.message);
    free(net), free(context), fclose(weights), fclose(picture);
    return status == LENET5_OK ? 0 : 1;
}

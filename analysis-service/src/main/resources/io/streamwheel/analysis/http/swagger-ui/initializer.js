SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  // Nothing goes elsewhere, and a key is forgotten with the page.
  validatorUrl: null,
  persistAuthorization: false,
});
